package kyoten.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.vavr.control.Option;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kyoten.node.NodeId;

/**
 * The folder of a node's files, held by one process at a time.
 *
 * <p>{@code FORMAT} says in text which version of the format it is and whose; {@code LOCK} is locked while the folder is
 * held; the node's own files are {@code *.log} and {@code *.bulk}.
 */
final class DataFolder implements Closeable {
    private static final String FORMAT = "FORMAT";
    private static final String LOCK = "LOCK";

    /** What may be in a folder that a crash left before it had its FORMAT. */
    private static final Set<String> UNFINISHED = Set.of(LOCK, FORMAT + Replacement.SUFFIX, "lost+found");

    private final Path path;
    private final FileChannel lock;
    private final FolderFormat format;

    private DataFolder(Path path, FileChannel lock, FolderFormat format) {
        this.path = path;
        this.lock = lock;
        this.format = format;
    }

    /**
     * Looks whether a folder can be a node's, and changes nothing.
     *
     * @throws HostException if it is another node's, of another format, or something else altogether
     */
    static void check(Path path, String cluster, NodeId node) throws HostException {
        try {
            if (Files.exists(path)) {
                readFormat(path, cluster, node);
            }
        } catch (IOException e) {
            throw new HostException("cannot read the data folder " + path + ": " + e, e);
        }
    }

    private static Option<FolderFormat> readFormat(Path path, String cluster, NodeId node)
            throws IOException, HostException {
        if (!Files.isDirectory(path)) {
            throw new HostException(path + " is to be a data folder, but it is a file. Give another folder.");
        }
        Path file = path.resolve(FORMAT);
        if (Files.exists(file)) {
            FolderFormat format = FolderFormat.parse(file, Files.readString(file, UTF_8));
            format.checkBelongsTo(path, cluster, node);
            return Option.some(format);
        }
        for (Path entry : list(path)) {
            if (!UNFINISHED.contains(entry.getFileName().toString())) {
                throw new HostException(path + " is not a data folder: it has no file " + FORMAT + ", but it has "
                        + entry.getFileName() + ". Give an empty folder, or one that a node has used before.");
            }
        }
        return Option.none();
    }

    private static List<Path> list(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.sorted(
                            Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
        }
    }

    /**
     * Takes hold of a folder; makes it first if it is missing.
     *
     * @throws HostException if it can't be this node's, or another process holds it
     */
    static DataFolder open(Path path, String cluster, NodeId node, Storage storage) throws HostException {
        check(path, cluster, node);
        try {
            Files.createDirectories(path);
            FileChannel lock = lock(path);
            try {
                FolderFormat format = readFormat(path, cluster, node)
                        .getOrElse(() -> new FolderFormat(cluster, node, new SecureRandom().nextLong()));
                if (!Files.exists(path.resolve(FORMAT))) {
                    Replacement.write(storage, path.resolve(FORMAT), ByteString.copyFromUtf8(format.toString()));
                }
                return new DataFolder(path, lock, format);
            } catch (IOException | HostException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new HostException("cannot use the data folder " + path + ": " + e, e);
        }
    }

    private static FileChannel lock(Path path) throws IOException, HostException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held within this very process
        }
        channel.close();
        throw new HostException("the data folder " + path + " is in use by a running node. Stop that node first.");
    }

    /** The salt of the folder's logs. */
    long salt() {
        return format.salt();
    }

    Path path() {
        return path;
    }

    /** What the folder holds, by name; what a crash left of unfinished replacements is thrown away. */
    List<Path> files() throws IOException {
        for (Path entry : list(path)) {
            if (entry.getFileName().toString().endsWith(Replacement.SUFFIX)) {
                Files.delete(entry);
            }
        }
        return list(path);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
