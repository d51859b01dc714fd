package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = Table.of("name", "count").row("a", 7).row("longer", "1,234");

    @Test
    void columns_are_as_wide_as_their_widest_cell_and_numbers_stand_right() {
        assertThat(TABLE.text()).isEqualTo("name    count\na           7\nlonger  1,234\n");
    }

    @Test
    void markdown_has_a_rule_below_the_head() {
        assertThat(TABLE.markdown()).isEqualTo("| name | count |\n| --- | --- |\n| a | 7 |\n| longer | 1,234 |\n");
    }
}
