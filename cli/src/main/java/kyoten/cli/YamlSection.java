package kyoten.cli;

import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of a YAML file, which knows where each of its entries stands. */
final class YamlSection {
    private final Path file;
    private final Mark begin;
    private final TreeMap<String, Entry> entries;

    /** A key and its value where they stand. */
    private record Entry(Mark key, Node value) {}

    private YamlSection(Path file, Mark begin, TreeMap<String, Entry> entries) {
        this.file = file;
        this.begin = begin;
        this.entries = entries;
    }

    /** Reads a file that is one mapping. */
    static YamlSection read(Path file) throws ConfigException {
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(0).build();
        try {
            Node root = new Compose(settings)
                    .composeString(Files.readString(file))
                    .orElseThrow(() -> new ConfigException(
                            file + " is empty: expected the configuration of a server, see docs/serve.md"));
            return of(file, root, "expected a mapping, such as \"cluster: demo\"");
        } catch (MarkedYamlEngineException e) {
            Option<Mark> mark = Option.ofOptional(e.getProblemMark());
            throw mark.isDefined()
                    ? new ConfigException(file, mark.get(), "this is not YAML: " + e.getProblem())
                    : new ConfigException(file + ": this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(file + ": this is not YAML: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": "
                    + (Files.isDirectory(file) ? "it is a folder, expected a file" : String.valueOf(e)));
        }
    }

    private static YamlSection of(Path file, Node node, String expected) throws ConfigException {
        if (!(node instanceof MappingNode mapping)) {
            throw new ConfigException(file, mark(node), expected + ", found " + describe(node));
        }
        TreeMap<String, Entry> entries = TreeMap.empty();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigException(file, mark(tuple.getKeyNode()), "expected a word before the colon");
            }
            if (entries.containsKey(key.getValue())) {
                throw new ConfigException(file, mark(key), '"' + key.getValue() + "\" stands here a second time");
            }
            entries = entries.put(key.getValue(), new Entry(mark(key), tuple.getValueNode()));
        }
        return new YamlSection(file, mark(node), entries);
    }

    private static Mark mark(Node node) {
        return node.getStartMark()
                .orElseThrow(() -> new IllegalStateException("the parser was told to keep positions"));
    }

    private static String describe(Node node) {
        return node instanceof ScalarNode scalar
                ? '"' + scalar.getValue() + '"'
                : node instanceof MappingNode ? "a mapping" : "a list";
    }

    /** Refuses keys that nobody reads. */
    void allowOnly(String... keys) throws ConfigException {
        Vector<String> known = Vector.of(keys);
        Option<String> unknown = entries.keySet().toVector().find(key -> !known.contains(key));
        if (unknown.isDefined()) {
            String hint = Nearest.to(unknown.get(), known)
                    .map(near -> "did you mean \"" + near + "\"?")
                    .getOrElse("expected one of " + known.mkString(", "));
            throw new ConfigException(
                    file, entries.get(unknown.get()).get().key, "unknown key \"" + unknown.get() + "\": " + hint);
        }
    }

    /** The keys, in order of their letters. */
    Seq<String> keys() {
        return entries.keySet().toVector();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The text of an entry that must be there. */
    String text(String key, String expected) throws ConfigException {
        Entry entry = entries.get(key)
                .getOrElseThrow(
                        () -> new ConfigException(file, begin, "\"" + key + "\" is missing: expected " + expected));
        if (!(entry.value instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw wrong(key, expected);
        }
        return scalar.getValue();
    }

    /** The section of an entry that must be there. */
    YamlSection section(String key, String expected) throws ConfigException {
        Entry entry = entries.get(key)
                .getOrElseThrow(
                        () -> new ConfigException(file, begin, "\"" + key + "\" is missing: expected " + expected));
        return of(file, entry.value, "expected " + expected);
    }

    /** An error at the value of an entry that is there. */
    ConfigException wrong(String key, String expected) {
        Node value = entries.get(key).get().value;
        return new ConfigException(file, mark(value), "expected " + expected + ", found " + describe(value));
    }

    /** An error at the key of an entry that is there. */
    ConfigException wrongKey(String key, String expected) {
        return new ConfigException(file, entries.get(key).get().key, "expected " + expected + ", found \"" + key + '"');
    }

    /** A path of the file system; a relative one begins at the folder of this file. */
    Path path(String key, String expected) throws ConfigException {
        return file.toAbsolutePath().resolveSibling(text(key, expected)).normalize();
    }
}
