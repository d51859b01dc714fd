package kyoten.host;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import kyoten.node.NodeId;

/**
 * What the file FORMAT of a data folder says, a line each. The last line is a CRC32C of those before it.
 *
 * @param cluster the node's cluster
 * @param node the node
 * @param salt of the folder's logs
 */
record FolderFormat(String cluster, NodeId node, long salt) {
    private static final int VERSION = 1;
    private static final String VERSION_LINE = "kyoten data folder, format ";
    private static final String CHECK = "check ";

    @Override
    public String toString() {
        String body = VERSION_LINE + VERSION + "\ncluster " + cluster + "\nnode " + node + "\nsalt "
                + Long.toUnsignedString(salt, 16) + '\n';
        return body + CHECK + check(body) + '\n';
    }

    private static String check(String body) {
        CRC32C crc = new CRC32C();
        crc.update(ByteString.copyFromUtf8(body).asReadOnlyByteBuffer());
        return Long.toHexString(crc.getValue());
    }

    /**
     * @param file where the text was read from, for messages
     * @throws HostException if the text is of another version, or damaged
     */
    static FolderFormat parse(Path file, String text) throws HostException {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith(VERSION_LINE)) {
            throw new HostException(file + " does not begin with \"" + VERSION_LINE + "\": it is damaged, or "
                    + file.getParent() + " is not a data folder.");
        }
        String version = lines.get(0).substring(VERSION_LINE.length());
        if (!version.equals(Integer.toString(VERSION))) {
            throw new HostException("the data folder " + file.getParent() + " has the format " + version
                    + ", but this version of Kyoten reads the format " + VERSION
                    + " only. Use the version that wrote it, or another folder.");
        }
        int body = text.lastIndexOf(CHECK);
        if (body < 0 || !text.substring(body).strip().equals(CHECK + check(text.substring(0, body)))) {
            throw new HostException(file + " is damaged: its check line does not fit the lines before it.");
        }
        List<String> values = new ArrayList<>();
        for (String name : List.of("cluster ", "node ", "salt ")) {
            String line = lines.get(values.size() + 1);
            if (!line.startsWith(name)) {
                throw new HostException(file + ": line " + (values.size() + 2) + " must begin with \"" + name + '"');
            }
            values.add(line.substring(name.length()));
        }
        return new FolderFormat(values.get(0), new NodeId(values.get(1)), Long.parseUnsignedLong(values.get(2), 16));
    }

    /** @throws HostException if the folder is another node's */
    void checkBelongsTo(Path folder, String ofCluster, NodeId ofNode) throws HostException {
        if (!cluster.equals(ofCluster) || !node.equals(ofNode)) {
            throw new HostException("the data folder " + folder + " belongs to node " + node + " of cluster \""
                    + cluster + "\", not to node " + ofNode + " of cluster \"" + ofCluster
                    + "\". Give that node's own folder.");
        }
    }
}
