package kyoten.check.generate;

import static org.assertj.core.api.Assertions.assertThat;

import kyoten.check.Verdict;
import kyoten.check.txn.Analysis;
import kyoten.check.txn.TransactionChecker;
import kyoten.history.History;
import org.junit.jupiter.api.Test;

class TransactionGeneratorTest {

    @Test
    void every_history_is_strictly_serializable_whatever_the_seed() {
        for (int seed = 0; seed < 300; seed++) {
            History history = TransactionGenerator.listAppend(seed, 80, 1 + seed % 9, 5);
            Verdict verdict = new TransactionChecker(Analysis.Kind.LIST_APPEND).check(history);
            assertThat(verdict).as("seed " + seed + ": " + verdict).isInstanceOf(Verdict.Holds.class);
        }
    }
}
