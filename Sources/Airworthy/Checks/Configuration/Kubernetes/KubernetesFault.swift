/// Why files of objects cannot be compared.
struct KubernetesFault: Error {
    let finding: Finding<DriftKubernetesCode>

    init(_ finding: Finding<DriftKubernetesCode>) {
        self.finding = finding
    }
}
