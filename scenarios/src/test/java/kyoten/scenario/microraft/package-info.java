/**
 * MicroRaft 0.7, a library that knows nothing of Kyoten, as a guest: its executor, its transport, its store, its clock and its chance
 * are an {@link kyoten.scenario.guest.Outside}. Start reading at {@link kyoten.scenario.microraft.MicroRaftServer}; the campaign is
 * {@link kyoten.scenario.microraft.MicroRaftScenarios}.
 */
package kyoten.scenario.microraft;
