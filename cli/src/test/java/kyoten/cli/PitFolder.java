package kyoten.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;

/** A folder such as PIT leaves behind, with mutants that a test makes of our sources. */
final class PitFolder {
    private static final String NAME = "kyoten.causal.Siblings";
    private static final String SOURCE = "core/src/main/java/kyoten/causal/Siblings.java";

    private final Path folder;
    private final StringBuilder told = new StringBuilder();
    private int mutants;

    PitFolder(Path folder) {
        this.folder = folder;
    }

    /** With a mutant whose source is changed like that. */
    PitFolder with(String status, UnaryOperator<String> change) {
        Path home = folder.resolve("export/kyoten/causal/Siblings/mutants/" + mutants);
        try {
            compile(home, change);
            Files.writeString(home.resolve("details.txt"), details());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        told(status);
        mutants++;
        return this;
    }

    private static void compile(Path home, UnaryOperator<String> change) throws IOException {
        String real = SourceTree.find().get().text(SOURCE).get();
        Path source = Files.createDirectories(home).resolve("Siblings.java");
        Files.writeString(source, change.apply(real));
        String path = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", home.toString(), "-cp", path, source.toString());
        assertThat(status).isZero();
        Files.move(home.resolve("kyoten/causal/Siblings.class"), home.resolve(NAME + ".class"));
    }

    private String details() {
        return "MutationDetails [id=MutationIdentifier [location=Location [clazz=" + NAME
                + ", method=has, methodDesc=(Lkyoten/causal/Dot;)Z], indexes=[" + mutants
                + "], mutator=org.pitest.Some], filename=Siblings.java, block=[3], lineNumber=7, description=a change, testsInOrder=[]]";
    }

    /** Tells of a mutant in the list. */
    PitFolder told(String status) {
        told.append("<mutation detected='")
                .append(status.equals("KILLED"))
                .append("' status='")
                .append(status)
                .append("'><sourceFile>Siblings.java</sourceFile><mutatedClass>")
                .append(NAME)
                .append("</mutatedClass><mutatedMethod>has</mutatedMethod>")
                .append("<methodDescription>(Lkyoten/causal/Dot;)Z</methodDescription><lineNumber>7</lineNumber>")
                .append("<mutator>org.pitest.Some</mutator><indexes><index>")
                .append(mutants)
                .append("</index></indexes><description>a change</description></mutation>\n");
        return this;
    }

    /** The folder as a word of a command. */
    String written() throws IOException {
        Files.writeString(folder.resolve("mutations.xml"), "<mutations>\n" + told + "</mutations>\n");
        return folder.toString();
    }
}
