/**
 * Claims about one site that need no search: that its clients are answered, and what each client may rely on while it stays.
 * Pure functions of a history and the recorder's marks.
 */
package kyoten.check.site;
