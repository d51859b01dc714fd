package kyoten.check.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What Porcupine took for recorded histories, in CPU time on a machine of this kind: for its 102 logs of etcd together 430 ms, for its
 * six of a key-value store 170 ms, for Knossos' cas-registers 32 ms. A few files take nearly all of it, so that the share of each
 * file was measured, too: where only some files are at hand, theirs are what ours are held against.
 */
final class Porcupine {
    private static final String SHARES = "porcupine.csv";

    private final Map<String, Double> millis = new HashMap<>();

    Porcupine() {
        try (InputStream in = Objects.requireNonNull(Porcupine.class.getResourceAsStream(SHARES), SHARES);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(",")).forEach(row -> millis.put(row[0], Double.valueOf(row[1]) / 1e3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For these files together, named by folder and name; empty if one of them is none of Porcupine's or Knossos'. */
    OptionalDouble millis(Collection<String> files) {
        return millis.keySet().containsAll(files)
                ? OptionalDouble.of(files.stream().mapToDouble(millis::get).sum())
                : OptionalDouble.empty();
    }
}
