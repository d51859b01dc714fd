/**
 * The folder of a run: its plan, what clients saw, the trace, the verdicts, and a page that shows all of it on one axis of time. Start at
 * {@link kyoten.scenario.folder.RunFolder}, which alone touches files; {@link kyoten.scenario.folder.Timeline} gathers what the page
 * shows, and what the browser runs is beside the classes, in timeline.html, timeline.css, tables.js, drawing.js and hands.js.
 */
package kyoten.scenario.folder;
