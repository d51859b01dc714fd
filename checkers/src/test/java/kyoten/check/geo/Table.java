package kyoten.check.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kyoten.check.Checker;
import kyoten.check.Verdict;
import kyoten.history.Letters;

/** Tables of tiny histories. */
final class Table {
    private Table() {}

    static void hold(Checker claim, List<String> histories) {
        for (String words : histories) {
            assertThat(claim.check(Letters.history(words))).as(words).isInstanceOf(Verdict.Holds.class);
        }
    }

    static void areBroken(Checker claim, List<String> histories) {
        for (String words : histories) {
            assertThat(claim.check(Letters.history(words))).as(words).isInstanceOf(Verdict.Broken.class);
        }
    }

    static void areUnknown(Checker claim, List<String> histories) {
        for (String words : histories) {
            assertThat(claim.check(Letters.history(words))).as(words).isInstanceOf(Verdict.Unknown.class);
        }
    }
}
