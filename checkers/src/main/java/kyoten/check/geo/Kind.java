package kyoten.check.geo;

/** What an operation asks for. */
enum Kind {
    WRITE,
    GWRITE,
    DELETE,
    GDELETE,
    GREAD,
    READ,
    /** Something that these claims let pass. */
    SCAN;

    /** Whether it puts a value. */
    boolean puts() {
        return this == WRITE || this == GWRITE;
    }

    boolean deletes() {
        return this == DELETE || this == GDELETE;
    }

    /** Whether it carries a context. */
    boolean carries() {
        return this == GWRITE || this == GDELETE;
    }

    boolean reads() {
        return this == GREAD || this == READ;
    }

    /** Whether it replaces what its own site had accepted, whatever that is. */
    boolean coversOwnSite() {
        return this == WRITE || this == DELETE;
    }
}
