package kyoten.sim.disk;

import java.util.SortedMap;
import java.util.TreeMap;
import kyoten.node.FileName;

/** A copy of what a disk had synced at a moment. */
public final class DiskImage {
    private final SortedMap<FileName, Part> files = new TreeMap<>();

    /** One file: its bytes and, if it is a log, the salt of its records. */
    record Part(byte[] bytes, long salt) {}

    DiskImage() {}

    void add(FileName file, Part part) {
        files.put(file, part);
    }

    SortedMap<FileName, Part> files() {
        return files;
    }
}
