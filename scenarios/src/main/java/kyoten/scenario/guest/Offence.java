package kyoten.scenario.guest;

/**
 * A place in foreign code that takes from the real world what a simulated one has to give.
 *
 * @param place the method, with its file and line
 * @param takes what it calls: {@code java.lang.System.nanoTime}
 * @param instead what a guest does instead
 */
public record Offence(String place, String takes, String instead) {

    @Override
    public String toString() {
        return place + " calls " + takes + ": " + instead;
    }
}
