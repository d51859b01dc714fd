/**
 * The command {@code kyoten}: parses what a person typed, calls {@code kyoten.scenario}, prints, and sets the exit status.
 * Start reading at {@link kyoten.cli.Main}.
 */
package kyoten.cli;
