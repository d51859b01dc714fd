package kyoten.scenario.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kyoten.node.NodeId;
import kyoten.sim.Fault;
import tools.jackson.core.JsonGenerator;

/** What lasts for a time: faults, and on single lanes reigns and the times when a node is down. */
final class Spans {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Lanes lanes;
    private final List<Band> bands = new ArrayList<>();
    private final Map<Integer, long[]> reigning = new TreeMap<>();
    private final Map<Integer, Long> downSince = new TreeMap<>();
    private final Table reigns = new Table("reigns", "lane", "begin", "end", "term");
    private final Table downs = new Table("downs", "lane", "begin", "end");

    /** A fault while it stands; one that strikes and is over ends when it begins. */
    private static final class Band {
        private final Fault fault;
        private final long begin;
        private long end;
        private boolean stands;

        Band(Fault fault, long begin) {
            this.fault = fault;
            this.begin = begin;
            end = begin;
            stands = fault.stands();
        }
    }

    Spans(Lanes lanes) {
        this.lanes = lanes;
    }

    /** A fault strikes, or ends. */
    void struck(Fault fault, long time) {
        if (fault instanceof Fault.HealAll) {
            bands.forEach(band -> end(band, time));
        } else if (fault instanceof Fault.Heal heal) {
            bands.stream()
                    .filter(band -> band.stands && band.fault.equals(heal.fault()))
                    .findFirst()
                    .ifPresent(band -> end(band, time));
        } else {
            bands.add(new Band(fault, time));
        }
    }

    private static void end(Band band, long time) {
        if (band.stands) {
            band.stands = false;
            band.end = time;
        }
    }

    /** A node of a lane leads from now on; the first number in what it says of it is the term. */
    void reigns(int lane, long time, String detail) {
        resigns(lane, time);
        Matcher term = NUMBER.matcher(detail);
        reigning.put(lane, new long[] {time, term.find() ? Long.parseLong(term.group()) : 0});
    }

    /** A node leads no longer, if it did. */
    void resigns(int lane, long time) {
        long[] reign = reigning.remove(lane);
        if (reign != null) {
            reigns.add(lane, reign[0], time, reign[1]);
        }
    }

    void crashed(int lane, long time) {
        resigns(lane, time);
        downSince.put(lane, time);
    }

    void booted(int lane, long time) {
        Long since = downSince.remove(lane);
        if (since != null) {
            downs.add(lane, since, time);
        }
    }

    /** Ends what has not ended, and writes all. */
    void write(JsonGenerator json, long end) {
        List.copyOf(reigning.keySet()).forEach(lane -> resigns(lane, end));
        List.copyOf(downSince.keySet()).forEach(lane -> booted(lane, end));
        bands.forEach(band -> end(band, end));
        reigns.write(json);
        downs.write(json);
        json.writeArrayPropertyStart("faults");
        bands.forEach(band -> write(json, band));
        json.writeEndArray();
    }

    private void write(JsonGenerator json, Band band) {
        json.writeStartObject();
        json.writeNumberProperty("begin", band.begin);
        json.writeNumberProperty("end", band.end);
        json.writeStringProperty("kind", band.fault.getClass().getSimpleName());
        json.writeStringProperty("text", band.fault.toString());
        json.writeName("lanes");
        lanes(json, band.fault.nodes());
        json.writeArrayPropertyStart("sides");
        if (band.fault instanceof Fault.Partition partition) {
            partition.groups().forEach(group -> lanes(json, group));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void lanes(JsonGenerator json, List<NodeId> nodes) {
        json.writeStartArray();
        nodes.forEach(node -> json.writeNumber(lanes.of(node.name())));
        json.writeEndArray();
    }
}
