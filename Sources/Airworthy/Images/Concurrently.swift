/// Does the same for every element, so many at a time, and hands over the results in the elements' order: what is found
/// first never decides anything.
///
/// - Parameter width: most under way at once, which bounds the memory they need together.
package func concurrently<Element: Sendable, Value: Sendable>(
    _ elements: [Element], atMost width: Int, _ work: @escaping @Sendable (Element) async -> Value
) async -> [Value] {
    // One at a time needs no task of its own.
    guard width > 1, elements.count > 1 else {
        var values: [Value] = []
        for element in elements { values.append(await work(element)) }
        return values
    }
    return await withTaskGroup(of: (Int, Value).self) { group in
        var values = [Value?](repeating: nil, count: elements.count)
        for (index, element) in elements.enumerated() {
            if index >= width, let (index, value) = await group.next() { values[index] = value }
            group.addTask { (index, await work(element)) }
        }
        for await (index, value) in group { values[index] = value }
        return values.compactMap { $0 }
    }
}
