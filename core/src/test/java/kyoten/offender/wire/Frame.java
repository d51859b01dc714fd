package kyoten.offender.wire;

/** Something to be known. */
public record Frame(String bytes) {}
