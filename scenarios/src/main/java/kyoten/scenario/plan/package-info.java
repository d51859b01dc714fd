/**
 * Plans: what one run does, as values. A plan names the servers and clients, the options that were drawn, every operation of
 * every client and every fault; it can be printed, saved, edited and run again. This room draws nothing but from {@link
 * kyoten.scenario.plan.Draw} and runs nothing. Start reading at {@link kyoten.scenario.plan.Plan}.
 */
package kyoten.scenario.plan;
