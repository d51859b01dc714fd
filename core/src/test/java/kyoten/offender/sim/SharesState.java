package kyoten.offender.sim;

/** Keeps something from one run to the next. */
final class SharesState {

    private SharesState() {}

    static int counter;

    static String last = "";
}
