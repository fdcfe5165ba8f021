// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

/** Takes what is to be found out. */
interface Asker {
    /** Asks whom a flow meets at a TTL. */
    void ask(int ttl, int flow);
}
