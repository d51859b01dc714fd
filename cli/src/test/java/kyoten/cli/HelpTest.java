package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
    @Test
    void no_line_of_a_footer_is_broken() {
        for (CommandLine command : withSubcommands(Main.commandLine())) {
            assertThat(command.getCommandSpec().usageMessage().width()).isEqualTo(Main.HELP_WIDTH);
            assertThat(command.getCommandSpec().usageMessage().footer())
                    .as(command.getCommandSpec().qualifiedName())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(Main.HELP_WIDTH));
        }
    }

    private static Vector<CommandLine> withSubcommands(CommandLine command) {
        return Vector.ofAll(command.getSubcommands().values())
                .flatMap(HelpTest::withSubcommands)
                .prepend(command);
    }
}
