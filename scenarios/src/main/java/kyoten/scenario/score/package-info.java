/**
 * Measures the testbed: plants a known bug into a copy of the sources, compiles and loads it beside the real code, and counts how
 * long a campaign takes to find it. Start reading at {@link kyoten.scenario.score.Hunt}. Knows no files: whoever scores brings the
 * sources and the plants as text.
 */
package kyoten.scenario.score;
