package kyoten.offender.check;

/** Something to be known. */
public record Judge(String claim) {}
