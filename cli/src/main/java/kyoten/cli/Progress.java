package kyoten.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error that shows how far a campaign has come; nothing unless standard error is a terminal. */
final class Progress implements AutoCloseable {
    private static final int REFRESH_MILLIS = 200;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * A bar for so many runs.
     *
     * @param runs 0 or less if nobody knows how many
     */
    static Progress of(long runs) {
        if (!isTerminal()) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName("runs")
                .setInitialMax(runs)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .build());
    }

    /** One run more is done. */
    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Linux tells what standard error is; elsewhere the console, if there is one, is taken for it. */
    private static boolean isTerminal() {
        Path standardError = Path.of("/proc/self/fd/2");
        if (!Files.isSymbolicLink(standardError)) {
            return System.console() != null;
        }
        try {
            String device = Files.readSymbolicLink(standardError).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException unknown) {
            return false;
        }
    }
}
