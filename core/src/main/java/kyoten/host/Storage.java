package kyoten.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** How a host reads and writes files: a seam where a test makes disks full, slow or broken. */
public interface Storage {
    /** The operating system's files. */
    Storage REAL = new RealStorage();

    /** Opens a file for reading and writing; makes it if it is missing. */
    Handle open(Path file) throws IOException;

    /** Renames a file over another, atomically and durably. */
    void rename(Path from, Path to) throws IOException;

    /** Makes durable which files a folder holds. */
    void forceFolder(Path folder) throws IOException;

    /** An open file. */
    interface Handle extends Closeable {

        /** The file's length in bytes. */
        long size() throws IOException;

        /** Reads until the buffer is full or the file ends. */
        void read(ByteBuffer target, long offset) throws IOException;

        /** Writes all of the buffer. If it fails, a part of it may have been written. */
        void write(ByteBuffer source, long offset) throws IOException;

        /** Cuts the file. */
        void truncate(long length) throws IOException;

        /** Makes durable what has been written. */
        void force() throws IOException;
    }
}
