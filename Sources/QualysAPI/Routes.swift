// SPDX-License-Identifier: Apache-2.0
import Services
import Web

/// The table of endpoints, group by group in the vendor's order.
struct Routes {
    let services: Services
    let settings: QualysSettings

    /// Every endpoint.
    var endpoints: [Endpoint] {
        Login(services: services).endpoints
            + PatchLists(services: services).endpoints
            + CatalogueLists(services: services).endpoints
            + AssetLists(services: services, settings: settings).endpoints
            + Vulnerabilities(services: services).endpoints
            + DeploymentJobs(services: services).endpoints
            + JobResults(services: services).endpoints
            + Reports(services: services).endpoints
            + MitigationJobs(services: services).endpoints
            + ActionResults(services: services).endpoints
    }
}
