package kyoten.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tiny histories in letters, for the tests of checkers. A word is a process, a sign and what it does:
 *
 * <pre>
 * a(w1    a invokes a write of 1          a:w1   invokes and is answered at once
 * a)      a is answered ok                a)5    is answered 5
 * a?      info                            a!     fail
 * w1 write  r read  d delete  c1&gt;2 cas  g gread  G3@0 gwrite of 3 with the context of operation 0  D@0 gdelete
 * a:r1 read 1   a:r- read nil   a:g1,2 gread of 1 and 2   a:g- gread of nothing   a:G3@0=o overwritten (c conflict, x rejected, s as stale)
 * G3@-    gwrite with the empty context   D@-    gdelete with it
 * +5 add 5  n5 count 5   i1 insert of 1  x1 remove of 1  e1,2 elements 1 and 2
 * a~last-writer&gt;1   a remark on a's last answer: this resolver shows 1, and discards the rest; a~name&gt;1,2! it could not be applied
 * a~fenced          a remark on the operation before it: its site is fenced
 * a~replaced        a remark on the read before it: another site has replaced its value; a~standing: none has
 * a~current         a remark on the operation before it: it was to be done only if its context was current, and was done
 * k=      from here on, the key is k      s/     from here on, the site is s
 * .#settled   marks, of a site or process where they have one: s#epoch s#exempt s#rebuilt s#left s#forced s#gone s#stays s#joined s#up a#closed
 * s#asks&gt;k&gt;first   an operator of site s asks for a resolver of the keys that begin with k   s#told&gt;k&gt;first   and is told that it is so
 * </pre>
 */
public final class Letters {
    private final HistoryBuilder builder = new HistoryBuilder("letters", Ties.AS_WRITTEN);
    private final Map<String, Entry> open = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private Value lastAnswer = Value.NIL;
    private int lastNumber = Entry.NONE;
    private int number;
    private Value key = Value.NIL;
    private String site = "";
    private long time;

    private Letters() {}

    public static History history(String words) {
        Letters letters = new Letters();
        for (String word : words.trim().split("\\s+")) {
            letters.word(word);
        }
        return letters.builder.build();
    }

    private void word(String word) {
        String process = word.substring(0, 1);
        String rest = word.substring(2);
        switch (word.charAt(1)) {
            case '=' -> key = Value.of(process);
            case '/' -> site = process;
            case '(' -> invoke(process, rest);
            case ')' -> complete(process, Type.OK, rest);
            case '?' -> complete(process, Type.INFO, "");
            case '!' -> complete(process, Type.FAIL, "");
            case ':' -> whole(process, rest);
            case '~' -> remark(process, rest);
            case '#' -> builder.mark(mark(rest, process));
            default -> throw new IllegalArgumentException("no word: " + word);
        }
    }

    private void remark(String process, String rest) {
        boolean resolves = rest.contains(">");
        boolean stands = rest.equals("standing");
        String f = resolves ? Remarks.RESOLVE : stands ? Remarks.REPLACED : rest;
        Entry begun = Entry.invoke(process + "/" + f, f, key, Value.NIL, time++)
                .token(resolves ? lastNumber : numbers.get(process))
                .at(site);
        builder.add(begun);
        builder.add(begun.completed(Type.OK, resolves ? resolved(rest) : Value.of(!stands), time++));
        number++;
    }

    private Value resolved(String rest) {
        String[] parts = rest.replace("!", "").split(">");
        List<Value> discarded = new ArrayList<>(lastAnswer.members());
        discarded.removeAll(values(parts[1]).members());
        String error = rest.endsWith("!") ? "could not be applied" : "";
        return Value.list(
                Value.of(parts[0]),
                new Value.Group(new TreeSet<>(values(parts[1]).members())),
                new Value.Group(new TreeSet<>(discarded)),
                Value.of(error));
    }

    private Mark mark(String name, String of) {
        long now = time++;
        return switch (name) {
            case "up" -> new Mark.Majority(now, of, true);
            case "settled" -> new Mark.Settled(now);
            case "epoch" -> new Mark.Epoch(now, of);
            case "exempt" -> new Mark.Exempt(now, of, "restored");
            case "rebuilt" -> new Mark.Rebuilt(now, of);
            case "left" -> new Mark.Left(now, of, false);
            case "forced" -> new Mark.Left(now, of, true);
            case "gone" -> new Mark.Gone(now, of);
            case "stays" -> new Mark.Stays(now, of);
            case "joined" -> new Mark.Joined(now, of);
            case "closed" -> new Mark.Closed(now, of);
            default -> choice(name.split(">", -1), of, now);
        };
    }

    private static Mark choice(String[] parts, String site, long now) {
        if (parts.length != 3 || !parts[0].equals("asks") && !parts[0].equals("told")) {
            throw new IllegalArgumentException("no mark: " + String.join(">", parts));
        }
        return new Mark.Chosen(now, site, parts[1], parts[2], parts[0].equals("told"));
    }

    private void whole(String process, String call) {
        String[] parts = call.split("=");
        boolean reads = "rgne".indexOf(call.charAt(0)) >= 0;
        invoke(process, reads ? call.substring(0, 1) : parts[0]);
        complete(process, Type.OK, reads ? call.substring(1) : parts.length > 1 ? parts[1] : "");
    }

    private void invoke(String process, String call) {
        String rest = call.substring(1);
        Entry entry = switch (call.charAt(0)) {
            case 'w' -> entry(process, "write", value(rest));
            case 'r' -> entry(process, "read", Value.NIL);
            case 'd' -> entry(process, "delete", Value.NIL);
            case 'c' -> entry(process, "cas", pair(rest));
            case 'g' -> entry(process, "gread", Value.NIL);
            case 'G' -> entry(process, "gwrite", value(rest.split("@")[0])).token(token(rest));
            case 'D' -> entry(process, "gdelete", Value.NIL).token(token(rest));
            case '+' -> entry(process, "add", value(rest));
            case 'n' -> entry(process, "count", Value.NIL);
            case 'i' -> entry(process, "insert", value(rest));
            case 'x' -> entry(process, "remove", value(rest));
            case 'e' -> entry(process, "elements", Value.NIL);
            default -> throw new IllegalArgumentException("no call: " + call);
        };
        open.put(process, entry);
        numbers.put(process, number++);
        builder.add(entry);
    }

    private static int token(String call) {
        String gread = call.split("@")[1];
        return gread.equals("-") ? Entry.NONE : Integer.parseInt(gread);
    }

    private Entry entry(String process, String f, Value input) {
        return Entry.invoke(process, f, key, input, time++).at(site);
    }

    private void complete(String process, Type how, String answer) {
        Entry entry = open.get(process);
        Value result = entry.value();
        String outcome = "";
        if ((entry.f().equals("read") || entry.f().equals("count")) && how == Type.OK) {
            result = value(answer);
        } else if ((entry.f().equals("gread") || entry.f().equals("elements")) && how == Type.OK) {
            result = values(answer);
            lastAnswer = result;
            lastNumber = numbers.get(process);
        } else if (!answer.isEmpty()) {
            outcome = outcome(answer);
        }
        builder.add(entry.completed(how, result, time++).outcome(outcome));
    }

    private static String outcome(String answer) {
        return switch (answer) {
            case "o" -> "overwritten";
            case "c" -> "conflict";
            case "s" -> "rejected: stale";
            default -> "rejected";
        };
    }

    private static Value value(String text) {
        if (text.equals("-")) {
            return Value.NIL;
        }
        return text.matches("-?\\d+") ? Value.of(Long.parseLong(text)) : Value.of(text);
    }

    private static Value values(String text) {
        List<Value> values = new ArrayList<>();
        if (!text.equals("-")) {
            for (String part : text.split(",")) {
                values.add(value(part));
            }
        }
        return new Value.Items(values);
    }

    private static Value pair(String text) {
        return Value.list(value(text.split(">")[0]), value(text.split(">")[1]));
    }
}
