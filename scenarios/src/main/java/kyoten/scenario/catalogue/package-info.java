/**
 * The scenarios that everybody can run by name, the systems that they run on and the faults that they suffer from. Start
 * reading at {@link kyoten.scenario.catalogue.Catalogue}.
 */
package kyoten.scenario.catalogue;
