package kyoten.scenario.score;

import io.vavr.collection.Seq;
import io.vavr.collection.SortedMap;
import io.vavr.collection.TreeMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a few sources against the classes that are there already; nothing touches the disk. */
final class Compilation {
    private final String classPath;
    private final Option<JavaCompiler> compiler = Option.of(ToolProvider.getSystemJavaCompiler());
    private final Option<JavaFileManager> files =
            compiler.map(one -> one.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8));

    /**
     * @param classPath of everything that the sources know
     */
    Compilation(String classPath) {
        this.classPath = classPath;
    }

    /**
     * The classes that some sources compile to, by name.
     *
     * @param plant whose they are
     * @param sources text by path; the path ends in the name of the file's class
     * @throws BadPlant if they don't compile
     */
    SortedMap<String, byte[]> compile(String plant, SortedMap<String, String> sources) {
        JavaCompiler javac = compiler.getOrElseThrow(
                () -> new BadPlant(plant, "this Java has no compiler; planting bugs takes a JDK"));
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        IntoMemory output = new IntoMemory(files.get());
        List<String> options = List.of("-proc:none", "-Xlint:none", "-implicit:none", "-classpath", classPath);
        Seq<JavaFileObject> units = sources.toList().map(one -> new Source(one._1, one._2));
        if (!javac.getTask(null, output, errors, options, null, units).call()) {
            throw new BadPlant(plant, "the patched sources don't compile: " + told(errors));
        }
        return TreeMap.ofEntries(Vector.ofAll(output.compiled).toMap(one -> one.className, Compiled::bytes));
    }

    private static String told(DiagnosticCollector<JavaFileObject> errors) {
        return Vector.ofAll(errors.getDiagnostics())
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.toString().strip())
                .mkString("; ");
    }

    private static final class IntoMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final List<Compiled> compiled = new ArrayList<>();

        IntoMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            Compiled one = new Compiled(className);
            compiled.add(one);
            return one;
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("patched:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Compiled extends SimpleJavaFileObject {
        private final String className;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(String className) {
            super(URI.create("compiled:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
            this.className = className;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
