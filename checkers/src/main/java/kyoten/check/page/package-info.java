/**
 * Shows a history and its verdict as one page of HTML that needs nothing else: a lane a client, a bar an operation, the order that
 * explains them or the point where none is left, and the witness lit. Start at {@link kyoten.check.page.Page}; what the browser runs is
 * beside the classes, in page.html, page.css and page.js.
 */
package kyoten.check.page;
