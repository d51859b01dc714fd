package kyoten.node;

/**
 * The name of one of a node's files, and what kind of file it is.
 *
 * <p>A {@link Kind#LOG} is a sequence of records that grows at its end; the host frames each record and checks it at
 * boot. A {@link Kind#BULK} is a string of bytes that is replaced as a whole and read in parts.
 *
 * @param name 1 to 64 characters of a–z, 0–9 and '-'
 */
public record FileName(Kind kind, String name) implements Comparable<FileName> {

    /** The two kinds of files. */
    public enum Kind {
        LOG,
        BULK
    }

    public FileName {
        if (!name.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a file's name has 1 to 64 of a-z, 0-9 and '-': \"" + name + '"');
        }
    }

    /** The name of a log. */
    public static FileName log(String name) {
        return new FileName(Kind.LOG, name);
    }

    /** The name of a bulk file. */
    public static FileName bulk(String name) {
        return new FileName(Kind.BULK, name);
    }

    @Override
    public int compareTo(FileName other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : kind.compareTo(other.kind);
    }

    /** As on a real disk: {@code raft.log}, {@code snapshot.bulk}. */
    @Override
    public String toString() {
        return name + (kind == Kind.LOG ? ".log" : ".bulk");
    }
}
