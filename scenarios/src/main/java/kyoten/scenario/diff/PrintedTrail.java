package kyoten.scenario.diff;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;

/** The trail that printed lines tell, those that are none of a trace left out. */
public final class PrintedTrail {
    private final Supplier<Option<String>> lines;
    private Option<Told> begun = Option.none();
    private List<String> ofBegun = new ArrayList<>();

    /**
     * @param lines gives the next one, none if there is no more
     */
    public PrintedTrail(Supplier<Option<String>> lines) {
        this.lines = lines;
    }

    /** The next event, when all of it is known. */
    public Option<Told> next() {
        for (Option<String> line = lines.get(); line.isDefined(); line = lines.get()) {
            Matcher columns = Told.columns(line.get());
            if (columns.matches()) {
                Option<Told> ended = take(line.get(), columns);
                if (ended.isDefined()) {
                    return ended;
                }
            }
        }
        Option<Told> last = whole();
        begun = Option.none();
        return last;
    }

    private Option<Told> take(String line, Matcher columns) {
        boolean begins =
                columns.group(2) != null && !begun.exists(event -> event.number() == Long.parseLong(columns.group(2)));
        Option<Told> ended = begins ? whole() : Option.none();
        if (begins) {
            long cause = columns.group(3) == null ? 0 : Long.parseLong(columns.group(3));
            begun = Option.of(new Told(Long.parseLong(columns.group(2)), cause, columns.group(1), List.of()));
            ofBegun = new ArrayList<>();
        }
        ofBegun.add(line);
        return ended;
    }

    private Option<Told> whole() {
        return begun.map(event -> new Told(event.number(), event.cause(), event.place(), ofBegun));
    }
}
