"""The documents as a site that opens from disk: the guides, the codebook made from its data, every page of docs/.

python -m tools.site FOLDER
"""
