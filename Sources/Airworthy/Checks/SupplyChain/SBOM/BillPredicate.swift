import Trust

/// How a bill of materials is announced: by predicate type in a statement, by media type in a registry.
enum BillPredicate {
    private static let bases: [(BillOfMaterials.Format, String)] = [
        (.cycloneDX, "https://cyclonedx.org/bom"), (.spdx, "https://spdx.dev/Document"),
    ]
    private static let versions: [BillOfMaterials.Format: [String]] = [
        .cycloneDX: ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"], .spdx: ["2.2", "2.3", "3.0", "3.0.1"],
    ]
    private static let mediaTypes: [String: BillOfMaterials.Format] = [
        "application/vnd.cyclonedx+json": .cycloneDX, "application/spdx+json": .spdx,
        "text/spdx": .spdx,
    ]

    /// Every predicate type such a statement may have: the plain one, which cosign writes, and the versioned ones of
    /// the in-toto attestation specification (`spec/predicates/{cyclonedx,spdx}.md`).
    static func types(of formats: Set<BillOfMaterials.Format>) -> [String] {
        bases.filter { formats.contains($0.0) }.flatMap { format, base in
            [base] + (versions[format] ?? []).map { "\(base)/v\($0)" }
        }
    }

    /// The format a layer or artifact type stands for; parameters such as `; version=1.6` put aside.
    static func format(ofMediaType mediaType: String) -> BillOfMaterials.Format? {
        mediaTypes[String(mediaType.prefix { $0 != ";" && $0 != " " })]
    }
}
