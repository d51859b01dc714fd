/**
 * All models that a history can be judged by, with their names, their words and what histories written for them mean. The one place that
 * knows every room of judges; start at {@link kyoten.check.catalogue.Models}.
 */
package kyoten.check.catalogue;
