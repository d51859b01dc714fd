package kyoten.scenario.run;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import kyoten.node.BootFile;
import kyoten.node.FileName;
import kyoten.node.NodeId;
import kyoten.sim.World;

/** What servers have synced, as a boot would find it. */
interface Disks {
    /** The files of a server. */
    Seq<BootFile> files(NodeId server);

    /** What a bulk file of a server holds; nothing if there is none. */
    ByteString bulk(NodeId server, FileName file);

    /** Those of a simulated world, as they are when they are asked for. */
    static Disks of(World world) {
        return new Disks() {
            @Override
            public Seq<BootFile> files(NodeId server) {
                return world.syncedFiles(server);
            }

            @Override
            public ByteString bulk(NodeId server, FileName file) {
                return world.syncedBytes(server, file);
            }
        };
    }
}
