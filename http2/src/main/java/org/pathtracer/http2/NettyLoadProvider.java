// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import org.pathtracer.spi.LoadGenerator;
import org.pathtracer.spi.LoadProvider;
import org.pathtracer.spi.LoadTarget;

/** HTTP/2 over TLS on Netty. */
public final class NettyLoadProvider implements LoadProvider {
    /** For the service loader. */
    public NettyLoadProvider() {}

    @Override
    public String name() {
        return "http2";
    }

    @Override
    public LoadGenerator open(LoadTarget target) {
        NettyLoad load = new NettyLoad(target);
        load.start();
        return load;
    }
}
