package kyoten.raft;

import com.google.protobuf.ByteString;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import kyoten.wire.MalformedException;

/** A machine for tests: it keeps the words that it is given, with their indexes, and sends two of them per chunk. */
final class Words implements Machine<Vector<String>> {
    private static final int PER_CHUNK = 2;

    @Override
    public Vector<String> initial() {
        return Vector.empty();
    }

    @Override
    public Applied<Vector<String>> apply(Vector<String> words, long index, long term, ByteString command) {
        Vector<String> more = words.append(index + ":" + command.toStringUtf8());
        return new Applied<>(more, more.size());
    }

    @Override
    public Chunk chunk(Vector<String> root, ByteString cursor) {
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.toStringUtf8());
        int to = Math.min(from + PER_CHUNK, root.size());
        String text = root.subSequence(from, to).mkString(" ");
        Option<ByteString> next =
                to < root.size() ? Option.some(ByteString.copyFromUtf8(Integer.toString(to))) : Option.none();
        return new Chunk(ByteString.copyFromUtf8(text), next);
    }

    @Override
    public Vector<String> restore(Seq<ByteString> chunks) {
        if (chunks.exists(chunk -> chunk.toStringUtf8().startsWith("?"))) {
            throw new MalformedException("a chunk begins with '?'");
        }
        return Vector.ofAll(chunks)
                .flatMap(chunk -> chunk.isEmpty()
                        ? Vector.<String>empty()
                        : Vector.of(chunk.toStringUtf8().split(" ")));
    }
}
