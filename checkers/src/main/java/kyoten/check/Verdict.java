package kyoten.check;

import java.util.Objects;

/** What a checker says of a history and a claim. */
public sealed interface Verdict {

    Claim claim();

    /** The claim holds for all that the checker looked at. */
    record Holds(Claim claim, Evidence evidence) implements Verdict {
        public Holds {
            Objects.requireNonNull(claim, "claim");
            if (evidence.looked() <= 0) {
                throw new IllegalArgumentException(claim + " looked at nothing, which is unknown, not a pass");
            }
        }
    }

    /**
     * The claim is broken.
     *
     * @param because a sentence with the values in it
     */
    record Broken(Claim claim, String because, Witness witness) implements Verdict {
        public Broken {
            Objects.requireNonNull(claim, "claim");
            Objects.requireNonNull(because, "because");
            Objects.requireNonNull(witness, "witness");
        }
    }

    /**
     * Nobody knows: the claim had nothing to look at, or a limit came first. Never a pass.
     *
     * @param why a sentence, with where it stood
     */
    record Unknown(Claim claim, String why) implements Verdict {
        public Unknown {
            Objects.requireNonNull(claim, "claim");
            Objects.requireNonNull(why, "why");
        }
    }

    /** Holds, or unknown if the claim looked at nothing. */
    static Verdict unbroken(Claim claim, Evidence evidence) {
        return evidence.looked() > 0 ? new Holds(claim, evidence) : nothing(claim);
    }

    /** The verdict on a history that has nothing to look at. */
    private static Unknown nothing(Claim claim) {
        return new Unknown(claim, "the history has nothing that this claim speaks of");
    }

    /** Whether there was nothing to look at; a limit that came first is another unknown. */
    default boolean sawNothing() {
        return equals(nothing(claim()));
    }

    default boolean holds() {
        return this instanceof Holds;
    }

    default boolean broken() {
        return this instanceof Broken;
    }
}
