/**
 * What clients saw: operations, each with an invocation and perhaps a completion, and their histories. Reads and writes them
 * as JSON lines, Jepsen's EDN and Jepsen's log lines. It knows no other room.
 */
package kyoten.history;
