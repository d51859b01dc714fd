package kyoten.scenario.plan;

import io.vavr.control.Option;
import java.util.Locale;
import kyoten.scenario.plan.ContextReference.Whose;
import tools.jackson.databind.node.ObjectNode;

/** How a client's operation is written in a plan. */
final class ActForm {
    private ActForm() {}

    static String nameOf(Act act) {
        return act.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    static void write(ObjectNode into, Act act) {
        into.put("do", nameOf(act));
        if (!(act instanceof Act.Ping)) {
            into.put("key", act.key());
        }
        if (act instanceof Act.Gwrite gwrite) {
            into.put("context", text(gwrite.context())).put("onlyIfCurrent", gwrite.onlyIfCurrent());
        } else if (act instanceof Act.Gdelete gdelete) {
            into.put("context", text(gdelete.context())).put("onlyIfCurrent", gdelete.onlyIfCurrent());
        } else if (act instanceof Act.Add add) {
            into.put("amount", add.amount());
        } else if (act instanceof Act.Remove remove) {
            into.put("pick", remove.pick());
        } else if (act instanceof Act.Scan scan) {
            into.put("limit", scan.limit());
        }
    }

    static Act read(Fields from) {
        String name = from.text("do");
        return switch (name) {
            case "ping" -> new Act.Ping();
            case "read" -> new Act.Read(from.text("key"));
            case "write" -> new Act.Write(from.text("key"));
            case "delete" -> new Act.Delete(from.text("key"));
            case "put" -> new Act.Put(from.text("key"));
            case "get" -> new Act.Get(from.text("key"));
            case "out" -> new Act.Out(from.text("key"));
            case "gread" -> new Act.Gread(from.text("key"));
            case "gwrite" -> new Act.Gwrite(from.text("key"), context(from), from.truth("onlyIfCurrent"));
            case "gdelete" -> new Act.Gdelete(from.text("key"), context(from), from.truth("onlyIfCurrent"));
            case "add" -> new Act.Add(from.text("key"), from.longNumber("amount"));
            case "count" -> new Act.Count(from.text("key"));
            case "insert" -> new Act.Insert(from.text("key"));
            case "remove" -> new Act.Remove(from.text("key"), from.number("pick"));
            case "elements" -> new Act.Elements(from.text("key"));
            case "scan" -> new Act.Scan(from.text("key"), from.number("limit"));
            default ->
                throw from.wrong(
                        "do",
                        "one of ping, read, write, delete, put, get, out, gread, gwrite, gdelete, add, count, insert, remove, elements, scan",
                        '"' + name + '"');
        };
    }

    private static String text(ContextReference context) {
        if (context.whose() == Whose.NOBODY) {
            return "none";
        }
        String whose = switch (context.whose()) {
            case OWN -> "own";
            case ANYBODY -> "anybody's";
            case OTHER_KEYS -> "other keys'";
            default -> "other sites'";
        };
        return context.back() == 0 ? whose + " latest" : whose + " latest but " + context.back();
    }

    private static ContextReference context(Fields from) {
        return from.meaning(
                "context",
                ActForm::parse,
                "\"none\", \"own latest\", \"anybody's latest but 2\", \"other sites' latest\" or \"other keys' latest\"");
    }

    private static Option<ContextReference> parse(String text) {
        if (text.equals("none")) {
            return Option.of(ContextReference.NONE);
        }
        var matcher = java.util.regex.Pattern.compile(
                        "(own|anybody's|other sites'|other keys') latest(?: but (\\d{1,6}))?")
                .matcher(text);
        if (!matcher.matches()) {
            return Option.none();
        }
        Whose whose = switch (matcher.group(1)) {
            case "own" -> Whose.OWN;
            case "anybody's" -> Whose.ANYBODY;
            case "other keys'" -> Whose.OTHER_KEYS;
            default -> Whose.ELSEWHERE;
        };
        int back = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Option.of(new ContextReference(whose, back));
    }
}
