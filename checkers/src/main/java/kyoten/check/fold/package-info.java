/**
 * Judges that walk a history once, each for one workload whose operations are made so that a violation shows: a file a judge, which
 * first proves in prose what is illegal. Terms and workloads are Jepsen's.
 */
package kyoten.check.fold;
