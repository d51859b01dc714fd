package kyoten.geo;

import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import kyoten.causal.Dot;
import kyoten.causal.Origin;
import kyoten.causal.VersionVector;
import kyoten.geo.message.OriginPart;
import kyoten.geo.message.StreamVector;
import kyoten.geo.message.StreamVectors;
import kyoten.node.SiteId;
import kyoten.site.Streams;
import kyoten.wire.MalformedException;

/** The vectors of many streams as one message, in which each origin is named once. */
final class StreamTable {
    private StreamTable() {}

    /** Vectors by stream; the empty ones are left out. */
    static StreamVectors message(SortedMap<Integer, VersionVector> vectors) {
        TreeSet<Origin> all = new TreeSet<>();
        vectors.values().forEach(vector -> vector.dots().forEach(dot -> all.add(dot.origin())));
        List<Origin> table = new ArrayList<>(all);
        StreamVectors.Builder message = StreamVectors.newBuilder();
        table.forEach(origin -> message.addOrigins(part(origin)));
        vectors.forEach((stream, vector) -> {
            if (!vector.isEmpty()) {
                message.addStreams(stream(stream, vector, table));
            }
        });
        return message.build();
    }

    private static StreamVector stream(int stream, VersionVector vector, List<Origin> table) {
        StreamVector.Builder message = StreamVector.newBuilder().setStream(stream);
        for (Dot dot : vector.dots()) {
            message.addOrigin(Collections.binarySearch(table, dot.origin()));
            message.addN(dot.n());
        }
        return message.build();
    }

    static OriginPart part(Origin origin) {
        return OriginPart.newBuilder()
                .setSite(origin.site().name())
                .setEpoch(origin.epoch())
                .build();
    }

    /** @throws MalformedException if the message stands for no vectors */
    static SortedMap<Integer, VersionVector> vectors(StreamVectors message) {
        List<Origin> table = new ArrayList<>();
        message.getOriginsList().forEach(part -> table.add(new Origin(site(part.getSite()), part.getEpoch())));
        SortedMap<Integer, VersionVector> vectors = TreeMap.empty();
        for (StreamVector part : message.getStreamsList()) {
            vectors = vectors.put(stream(part.getStream()), vector(part, table));
        }
        return vectors;
    }

    private static VersionVector vector(StreamVector part, List<Origin> table) {
        VersionVector vector = VersionVector.empty();
        if (part.getOriginCount() != part.getNCount()) {
            throw new MalformedException(
                    "vector of " + part.getOriginCount() + " origins and " + part.getNCount() + " counts");
        }
        for (int i = 0; i < part.getOriginCount(); i++) {
            int place = part.getOrigin(i);
            if (place < 0 || place >= table.size() || part.getN(i) < 1) {
                throw new MalformedException(
                        "vector of origin " + place + " of " + table.size() + ", n = " + part.getN(i));
            }
            vector = vector.with(new Dot(table.get(place), part.getN(i)));
        }
        return vector;
    }

    /** @throws MalformedException if it is no site's name */
    static SiteId site(String name) {
        if (name.isEmpty() || name.length() > 255) {
            throw new MalformedException("a site's name has 1 to 255 characters: \"" + name + '"');
        }
        return new SiteId(name);
    }

    /** @throws MalformedException if it is no stream's number */
    static int stream(int number) {
        if (number < 0 || number >= Streams.COUNT) {
            throw new MalformedException("stream " + number + " of " + Streams.COUNT);
        }
        return number;
    }

    /** What vectors hold of the origins that are wanted. */
    static SortedMap<Integer, VersionVector> only(SortedMap<Integer, VersionVector> vectors, Predicate<Origin> wanted) {
        return vectors.mapValues(vector -> vector.only(wanted)).filterValues(vector -> !vector.isEmpty());
    }
}
