package kyoten.scenario.guest;

import io.vavr.collection.Seq;

/** Foreign code that cannot be a guest as it is. */
public final class BadGuest extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BadGuest(String message) {
        super(message);
    }

    static BadGuest of(Seq<Offence> offences) {
        return new BadGuest(
                "runs of this guest could not be repeated. Give it what it takes from an Outside instead, or spare a class"
                        + " that no run reaches, with the reason:"
                        + offences.map(Offence::toString).mkString("\n  ", "\n  ", ""));
    }
}
