package kyoten.cli;

import io.vavr.collection.Seq;
import kyoten.check.Evidence;
import kyoten.check.Verdict;
import kyoten.check.Witness;
import kyoten.history.HistoryReader;
import kyoten.history.Op;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code kyoten check} prints: a table of files, then why each broken or unknown one is. */
final class CheckReport {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SHOWN = 30;

    private CheckReport() {}

    static String text(String model, Seq<Judged> all) {
        Table table = Table.of("file", "format", "operations", model, "evidence");
        for (Judged judged : all) {
            table = table.row(
                    judged.file(),
                    judged.reading().map(reading -> reading.format().word()).getOrElse("?"),
                    judged.reading().map(HistoryReader.Reading::operations).getOrElse(0L),
                    judged.word(),
                    evidence(judged));
        }
        StringBuilder text = new StringBuilder(table.text());
        all.forEach(judged -> explain(judged, text));
        return text.toString();
    }

    private static String evidence(Judged judged) {
        return judged.verdict()
                .filter(verdict -> verdict instanceof Verdict.Holds)
                .map(verdict -> counts(((Verdict.Holds) verdict).evidence()))
                .getOrElse("");
    }

    private static String counts(Evidence evidence) {
        StringBuilder text = new StringBuilder();
        evidence.counts()
                .forEach((what, count) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(what));
        return text.toString();
    }

    private static void explain(Judged judged, StringBuilder text) {
        judged.reading()
                .forEach(reading -> reading.notes()
                        .forEach(note -> text.append("\n")
                                .append(judged.file())
                                .append(": note: ")
                                .append(note)
                                .append("\n")));
        judged.verdict().forEach(verdict -> {
            if (verdict instanceof Verdict.Broken broken) {
                text.append("\n")
                        .append(judged.file())
                        .append(" is broken: ")
                        .append(broken.because())
                        .append("\n");
                witness(broken.witness(), broken.because(), text);
            } else if (verdict instanceof Verdict.Unknown unknown) {
                text.append("\n")
                        .append(judged.file())
                        .append(" is unknown: ")
                        .append(unknown.why())
                        .append("\n");
            } else if (verdict instanceof Verdict.Holds holds) {
                holds.evidence()
                        .notes()
                        .forEach(note -> text.append("\n")
                                .append(judged.file())
                                .append(": ")
                                .append(note)
                                .append("\n"));
            }
        });
    }

    private static void witness(Witness witness, String because, StringBuilder text) {
        int size = witness.history().size();
        text.append("  ").append(size).append(size == 1 ? " operation shows it:\n" : " operations show it:\n");
        for (int op = 0; op < Math.min(size, SHOWN); op++) {
            Op shown = witness.history().op(op);
            text.append(witness.lit().contains(op) ? "  * " : "    ")
                    .append(shown)
                    .append("\n");
        }
        if (size > SHOWN) {
            text.append("    … and ").append(size - SHOWN).append(" more\n");
        }
        witness.story().stream()
                .filter(sentence -> !because.contains(sentence))
                .forEach(sentence -> text.append("  ")
                        .append(sentence.strip().replace("\n", "\n  "))
                        .append("\n"));
    }

    static String json(String model, Seq<Judged> all) {
        ObjectNode line = JSON.createObjectNode();
        line.put("model", model);
        line.put("holds", all.count(judged -> judged.verdict().exists(Verdict::holds)));
        line.put("broken", all.count(Judged::broken));
        line.put("unknown", all.count(Judged::unknown));
        line.put("notJudged", all.count(judged -> judged.verdict().isEmpty()));
        line.put(
                "ops",
                all.flatMap(Judged::reading)
                        .map(HistoryReader.Reading::operations)
                        .sum()
                        .longValue());
        ArrayNode files = line.putArray("files");
        all.forEach(judged -> file(judged, files.addObject()));
        return JSON.writeValueAsString(line);
    }

    private static void file(Judged judged, ObjectNode into) {
        into.put("file", judged.file()).put("verdict", judged.word().toLowerCase(java.util.Locale.ROOT));
        judged.reading().forEach(reading -> {
            into.put("format", reading.format().word()).put("ops", reading.operations());
            reading.notes().forEach(into.putArray("notes")::add);
        });
        if (judged.verdict().isEmpty()) {
            into.put("error", judged.error());
        }
        judged.verdict().forEach(verdict -> {
            into.put("claim", verdict.claim().name());
            if (verdict instanceof Verdict.Broken broken) {
                into.put("because", broken.because());
                ArrayNode witness = into.putArray("witness");
                broken.witness().history().ops().forEach(op -> witness.add(op.toString()));
            } else if (verdict instanceof Verdict.Unknown unknown) {
                into.put("why", unknown.why());
            } else if (verdict instanceof Verdict.Holds holds) {
                ObjectNode evidence = into.putObject("evidence");
                holds.evidence().counts().forEach(evidence::put);
            }
        });
    }
}
