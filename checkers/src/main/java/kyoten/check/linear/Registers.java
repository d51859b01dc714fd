package kyoten.check.linear;

import kyoten.check.Claim;
import kyoten.history.Value;

/** Checkers of registers. */
public final class Registers {
    private Registers() {}

    /**
     * Per site and key, reads and writes are a linearizable register; whatever gwrite and gdelete were accepted are writes too.
     * A register that was never written, or was deleted, reads as nil.
     */
    public static Linearizability withinSite() {
        Claim claim =
                new Claim("linearizable-within-site", "per site and key, reads and writes are a linearizable register");
        return new Linearizability(claim, new RegisterSubject(Value.NIL, true), true, Runnable::run);
    }

    /** Per key (or one for a history without keys): read, write and cas, starting at a value. */
    public static Linearizability casRegister(Value initial) {
        Claim claim = new Claim(
                "linearizable-register", "per key, read, write and cas are a linearizable register from " + initial);
        return new Linearizability(claim, new RegisterSubject(initial, false), true, Runnable::run);
    }
}
