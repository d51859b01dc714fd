package kyoten.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The real files, behind a disk that gets full and fails to sync when a test says so. */
final class FaultyStorage implements Storage {
    /** How many bytes all files together may have. */
    volatile long room = Long.MAX_VALUE;
    /** Whether each force fails. */
    volatile boolean failForces;
    /** Whether writes that overwrite fail for want of room, as on a file system that writes nowhere twice. */
    volatile boolean copyOnWrite;
    /** How long a force takes. */
    volatile long forceMs;

    final AtomicInteger forces = new AtomicInteger();
    private final TreeMap<Path, Long> sizes = new TreeMap<>();

    private synchronized void grow(Path file, long size) throws IOException {
        long others = sizes.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(file))
                .mapToLong(entry -> entry.getValue())
                .sum();
        if (others + size > room) {
            throw new IOException("No space left on device");
        }
        sizes.merge(file, size, Math::max);
    }

    @Override
    public Handle open(Path file) throws IOException {
        return new FaultyHandle(REAL.open(file), file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        REAL.rename(from, to);
        synchronized (this) {
            sizes.put(to, sizes.getOrDefault(from, 0L));
            sizes.remove(from);
        }
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        REAL.forceFolder(folder);
    }

    private final class FaultyHandle implements Handle {
        private final Handle real;
        private final Path path;

        FaultyHandle(Handle real, Path path) {
            this.real = real;
            this.path = path;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void read(ByteBuffer target, long offset) throws IOException {
            real.read(target, offset);
        }

        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
            boolean zeros = source.equals(ByteBuffer.allocate(source.remaining()));
            if (copyOnWrite && !zeros) {
                ByteBuffer half = source.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                real.write(half, offset);
                throw new IOException("Disk quota exceeded");
            }
            grow(path, offset + source.remaining());
            real.write(source, offset);
        }

        @Override
        public void truncate(long length) throws IOException {
            real.truncate(length);
            synchronized (FaultyStorage.this) {
                sizes.computeIfPresent(path, (file, size) -> Math.min(size, length));
            }
        }

        @Override
        public void force() throws IOException {
            forces.incrementAndGet();
            try {
                Thread.sleep(forceMs);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (failForces) {
                throw new IOException("Input/output error");
            }
            real.force();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
