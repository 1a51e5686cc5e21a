// SPDX-License-Identifier: Apache-2.0

/// CVRF documents of tests.
enum MSRCFixture {
    /// The products that every document knows.
    static let products = """
          <prod:ProductTree>
            <prod:Branch Type="Vendor" Name="Microsoft">
              <prod:Branch Type="Product Family" Name="Panes">
                <prod:FullProductName ProductID="1">Window Pane 3</prod:FullProductName>
                <prod:FullProductName ProductID="2">Window Pane 4
                  for tall Houses</prod:FullProductName>
              </prod:Branch>
            </prod:Branch>
            <prod:FullProductName ProductID="1">Window Pane 3</prod:FullProductName>
            <prod:FullProductName ProductID="3">Glass &amp; Putty</prod:FullProductName>
          </prod:ProductTree>

        """

    /// A document with these vulnerabilities.
    static func document(
        _ vulnerabilities: String...,
        products: String = products,
        publisher: String = "The Microsoft Security Response Center (MSRC)"
    ) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <cvrf:cvrfdoc xmlns:cvrf="http://x" xmlns:prod="http://y" xmlns:vuln="http://z">
          <cvrf:DocumentTitle>March of Panes</cvrf:DocumentTitle>
          <cvrf:DocumentPublisher Type="Vendor">
            <cvrf:IssuingAuthority>\(publisher)</cvrf:IssuingAuthority>
          </cvrf:DocumentPublisher>
          <cvrf:DocumentTracking>
            <cvrf:InitialReleaseDate>2026-03-10T07:00:00</cvrf:InitialReleaseDate>
            <cvrf:CurrentReleaseDate>2026-04-14T07:00:00</cvrf:CurrentReleaseDate>
          </cvrf:DocumentTracking>
        \(products)\(vulnerabilities.joined())</cvrf:cvrfdoc>

        """
    }

    /// A vulnerability that affects these products.
    static func vulnerability(
        _ cve: String = "CVE-2026-1001",
        _ remediations: String...,
        title: String = "A pane leaks",
        affected: [String] = ["1"],
        severities: [(rating: String, product: String?)] = [("Important", "1")],
        exploited: String = "No",
        revisions: [String] = ["2026-03-10T07:00:00Z"]
    ) -> String {
        let threats = severities.map { rating, product in
            threat("Severity", rating, product.map { [$0] } ?? [])
        }
        let dates = revisions.map {
            "<vuln:Revision><cvrf:Number>1</cvrf:Number><cvrf:Date>\($0)</cvrf:Date>"
                + "<cvrf:Description>It is told.</cvrf:Description></vuln:Revision>"
        }
        return """
              <vuln:Vulnerability Ordinal="1">
                <vuln:Title>\(title)</vuln:Title>
                <vuln:Notes><vuln:Note Type="Tag">Panes</vuln:Note></vuln:Notes>
                <vuln:CVE>\(cve)</vuln:CVE>
                <vuln:ProductStatuses>
                  <vuln:Status Type="Known Affected">\(ids(affected))</vuln:Status>
                </vuln:ProductStatuses>
                <vuln:Threats>\(threat("Impact", "Draught", affected))\(threats.joined())
                \(threat("Exploit Status", "Publicly Disclosed:No; Exploited:\(exploited);DOS:N/A", []))
                </vuln:Threats>
                <vuln:Remediations>\(remediations.joined())</vuln:Remediations>
                <vuln:RevisionHistory>\(dates.joined())</vuln:RevisionHistory>
              </vuln:Vulnerability>

            """
    }

    /// A fix by this update.
    static func fix(
        _ description: String = "5100001",
        for products: [String] = ["1"],
        type: String = "Vendor Fix",
        supersedes: String = "",
        restart: String = "Maybe"
    ) -> String {
        """
        <vuln:Remediation Type="\(type)">
        <vuln:Description>\(description)</vuln:Description><vuln:URL>none</vuln:URL>
        <vuln:Supercedence>\(supersedes)</vuln:Supercedence>\(ids(products))
        <vuln:AffectedFiles /><vuln:RestartRequired>\(restart)</vuln:RestartRequired>
        <vuln:SubType>Monthly Rollup</vuln:SubType>
        </vuln:Remediation>
        """
    }

    private static func threat(_ type: String, _ text: String, _ products: [String]) -> String {
        "<vuln:Threat Type=\"\(type)\"><vuln:Description>\(text)</vuln:Description>"
            + "\(ids(products))</vuln:Threat>"
    }

    private static func ids(_ products: [String]) -> String {
        products.map { "<vuln:ProductID>\($0)</vuln:ProductID>" }.joined()
    }
}
