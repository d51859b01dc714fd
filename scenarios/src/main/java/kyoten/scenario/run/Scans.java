package kyoten.scenario.run;

import java.util.ArrayList;
import java.util.List;
import kyoten.check.site.Availability;
import kyoten.history.Entry;
import kyoten.history.Entry.Detail;
import kyoten.history.Remarks;
import kyoten.history.Type;
import kyoten.history.Value;
import kyoten.scenario.Answer;
import kyoten.scenario.plan.Act;
import kyoten.scenario.plan.PlannedOperation;

/**
 * How a scan is recorded: as a read of each key by a process of its own, each of them linearizable by itself; and beside those of several
 * pages, of which the reads belong together.
 */
final class Scans {
    private static final int SCANNED = 1_000_000;
    private static final int TOGETHER = 250_000_000;

    private final List<String> keys;

    /** @param keys that a scan may find */
    Scans(List<String> keys) {
        this.keys = keys;
    }

    List<Entry> begun(PlannedOperation operation, String process, String site, long time) {
        List<Entry> reads = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Detail detail = new Detail(site, Entry.NONE, "", "", number(operation, i), Entry.NONE);
            Value key = Value.of(keys.get(i));
            reads.add(new Entry(Type.INVOKE, process + "/" + keys.get(i), "read", key, Value.NIL, time, detail));
        }
        return reads;
    }

    List<Entry> answered(PlannedOperation operation, String process, String site, Answer answer, long time) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> reads = begun(operation, process, site, time);
        for (int i = 0; i < keys.size(); i++) {
            if (!(answer instanceof Answer.Page page)
                    || !covers(page, ((Act.Scan) operation.act()).key(), keys.get(i))) {
                entries.add(reads.get(i).completed(Type.FAIL, Value.NIL, time).error(whyUnseen(answer)));
                continue;
            }
            Value value = page.values().getOrElse(keys.get(i), Value.NIL);
            entries.add(reads.get(i).completed(Type.OK, value, time));
            if (page.number() > 1) {
                entries.addAll(together(operation, process, site, i, time));
            }
        }
        return entries;
    }

    private List<Entry> together(PlannedOperation operation, String process, String site, int place, long time) {
        int read = number(operation, place);
        Detail detail = new Detail(site, read, "", "", TOGETHER + read, Entry.NONE);
        String name = process + '/' + Remarks.TOGETHER;
        Entry begun =
                new Entry(Type.INVOKE, name, Remarks.TOGETHER, Value.of(keys.get(place)), Value.NIL, time, detail);
        return List.of(begun, begun.completed(Type.OK, Value.of(operation.number()), time));
    }

    private static int number(PlannedOperation operation, int place) {
        return SCANNED * (place + 1) + operation.number();
    }

    /** A scan changes nothing, so one that was not answered surely did nothing. */
    private static String whyUnseen(Answer answer) {
        if (answer instanceof Answer.Fail fail) {
            return fail.error();
        }
        return answer instanceof Answer.Info ? Answer.GAVE_UP : Availability.NOT_IN_PAGE;
    }

    /** Whether a page tells of a key: that it is there, or that it is not. */
    private static boolean covers(Answer.Page page, String prefix, String key) {
        boolean before = page.values().lastOption().exists(last -> key.compareTo(last._1) <= 0);
        return key.startsWith(prefix) && (page.complete() || before);
    }
}
