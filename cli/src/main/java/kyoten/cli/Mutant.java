package kyoten.cli;

import java.nio.file.Path;

/**
 * A small change to one class, as PIT makes them.
 *
 * @param method of the class, by its name alone
 * @param change what was done there, in PIT's words
 * @param tests what became of it in the unit tests, in PIT's words
 * @param isDetected whether that was noticed
 * @param classFile the changed class
 */
record Mutant(
        String className, String method, int line, String change, String tests, boolean isDetected, Path classFile) {

    /** The room that it is in, by its package. */
    String room() {
        return className.substring(0, className.lastIndexOf('.'));
    }

    @Override
    public String toString() {
        return className + '.' + method + ':' + line + "  " + change;
    }
}
