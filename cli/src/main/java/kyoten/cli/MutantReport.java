package kyoten.cli;

import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What PIT leaves behind: {@code mutations.xml}, which tells of each mutant what the unit tests made of it, and below {@code export} a
 * folder for each mutant with its class, and with {@code details.txt}, which tells which mutant it is.
 */
final class MutantReport {
    private static final Pattern DETAILS = Pattern.compile(
            "clazz=(.*?), method=(.*?), methodDesc=(.*?)], " + "indexes=\\[(\\d+)[^]]*], mutator=(.*?)], filename=");

    private final TreeMap<String, Path> classFiles;

    private MutantReport(TreeMap<String, Path> classFiles) {
        this.classFiles = classFiles;
    }

    /**
     * All mutants of a report, in its order.
     *
     * @throws IllegalArgumentException if it is not such a report, or no classes were exported
     */
    static Vector<Mutant> read(Path folder) throws IOException {
        Path list = folder.resolve("mutations.xml");
        Vector<Element> told = elements(list);
        MutantReport report = new MutantReport(classFiles(folder.resolve("export")));
        return told.map(report::mutant);
    }

    private static Vector<Element> elements(Path list) throws IOException {
        if (!Files.isRegularFile(list)) {
            throw new NoSuchFileException(list.toString()); // the parser would name it as a URL
        }
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = parsers.newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler()); // else it prints what it throws
            NodeList found = parser.parse(list.toFile()).getElementsByTagName("mutation");
            return Vector.range(0, found.getLength()).map(number -> (Element) found.item(number));
        } catch (SAXException malformed) {
            throw new IllegalArgumentException(list + " is not what PIT writes: " + malformed.getMessage(), malformed);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TreeMap<String, Path> classFiles(Path export) throws IOException {
        if (!Files.isDirectory(export)) {
            throw new IllegalArgumentException(
                    export + " is missing: PIT writes it with -Dfeatures=+EXPORT, as it does for the rooms of core");
        }
        TreeMap<String, Path> found = TreeMap.empty();
        try (Stream<Path> files = Files.walk(export)) {
            for (Path details :
                    files.filter(file -> file.endsWith("details.txt")).toList()) {
                Matcher matcher = DETAILS.matcher(Files.readString(details));
                if (matcher.find()) {
                    String className = matcher.group(1);
                    found = found.put(
                            key(className, matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5)),
                            details.resolveSibling(className + ".class"));
                }
            }
        }
        return found;
    }

    private static String key(String className, String method, String description, String index, String mutator) {
        return String.join(" ", className, method + description, index, mutator);
    }

    private Mutant mutant(Element told) {
        String className = text(told, "mutatedClass");
        String method = text(told, "mutatedMethod");
        String key =
                key(className, method, text(told, "methodDescription"), text(told, "index"), text(told, "mutator"));
        return new Mutant(
                className,
                method,
                Integer.parseInt(text(told, "lineNumber")),
                text(told, "description"),
                told.getAttribute("status"),
                Boolean.parseBoolean(told.getAttribute("detected")),
                classFiles
                        .get(key)
                        .getOrElseThrow(() -> new IllegalArgumentException("the report tells of a mutant "
                                + "that was not exported: " + key + ". Let PIT write it anew, into an empty folder.")));
    }

    private static String text(Element told, String name) {
        NodeList found = told.getElementsByTagName(name);
        if (found.getLength() == 0) {
            throw new IllegalArgumentException("a mutant of the report has no " + name);
        }
        return found.item(0).getTextContent();
    }
}
