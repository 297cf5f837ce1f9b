public import Airworthy

extension World {
    /// The world as it is: this machine's clock, files and programs, and the registries the settings lead to.
    ///
    /// - Parameters:
    ///   - root: the project's directory, which every relative path is relative to.
    ///   - ledger: what is remembered, opened for reading.
    public static func live(
        root: String, registries: [String: RegistrySettings], docker: DockerConfig, ledger: any LedgerReader
    ) -> World {
        World(
            clock: SystemClock(), files: LiveFiles(root: root),
            images: RoutedImages(registries: registries, root: root, docker: docker),
            processes: LiveProcesses(root: root), ledger: ledger)
    }
}
