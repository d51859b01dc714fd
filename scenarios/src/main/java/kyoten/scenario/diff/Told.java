package kyoten.scenario.diff;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kyoten.sim.TraceLine;

/**
 * One event of a run and what was done in it, as a trace prints it.
 *
 * @param number of the event
 * @param cause the number of the event that brought it about; 0 for none
 * @param place where it happened
 * @param lines the event's first, then one for each thing that was done
 */
public record Told(long number, long cause, String place, List<String> lines) {
    /** What a line has before that which it tells: the time, the place, and perhaps numbers. */
    private static final Pattern COLUMNS =
            Pattern.compile(" *-?\\d+\\.\\d{9}  (\\S+) +(?:#(\\d+)(?: by #(\\d+))? +)?(.*)");

    private static final Pattern DRAWN = Pattern.compile("~[0-9a-f]+|(?<=replies to )\\d+");

    /** What nodes do in any order and any number of times. */
    private static final Pattern COMMON = Pattern.compile("notes (ignored|synced|appended-unsynced).*");

    public Told {
        lines = List.copyOf(lines);
    }

    /** The columns of a printed line; they match if it is one of a trace. */
    static Matcher columns(String line) {
        return COLUMNS.matcher(line);
    }

    /** What one of the lines tells, without time, place and numbers. */
    static String told(String line) {
        Matcher columns = columns(line);
        return columns.matches() ? columns.group(4) : line;
    }

    /** When, where and what, without the numbers of events: another plan may have events before in which nothing happened. */
    List<String> withoutNumbers() {
        return lines.stream()
                .map(line -> {
                    Matcher columns = columns(line);
                    return columns.matches() ? line.substring(0, columns.end(1)) + columns.group(4) : line;
                })
                .toList();
    }

    /**
     * What stands out in it, without times and drawn names: what a node notes and replies, faults, crashes. Nothing if it is one of the
     * many events that come in any order.
     */
    List<String> withoutChance() {
        return lines.stream()
                .map(Told::told)
                .filter(this::standsOut)
                .map(what -> DRAWN.matcher(what).replaceAll("_"))
                .toList();
    }

    private boolean standsOut(String what) {
        boolean noted = what.startsWith("notes ") && !COMMON.matcher(what).matches();
        return noted
                || what.startsWith("replies ")
                || what.startsWith("crashes")
                || what.startsWith("BROKEN")
                || place.equals(TraceLine.WORLD);
    }

    /** The line that brought an event about of which this one is the cause: the sending, the setting of the timer. */
    String thatLedTo(Told event) {
        String what = told(event.lines.get(0));
        String wanted = "";
        String end = "";
        if (what.startsWith("<- ")) {
            wanted = "-> " + event.place + " ";
            end = what.substring(what.indexOf(' ', 3) + 1);
        } else if (what.startsWith("timer ")) {
            wanted = "sets " + what + " in ";
        } else if (what.startsWith("disk operation ")) {
            wanted = what.replaceFirst("(\\d+) .*", "$1: ");
        }
        for (String line : lines) {
            if (!wanted.isEmpty() && told(line).startsWith(wanted) && line.endsWith(end)) {
                return line;
            }
        }
        return "";
    }
}
